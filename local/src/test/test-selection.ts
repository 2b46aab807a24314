import { parseArgs } from 'node:util';
import { staticChecks } from './static-checks.ts';

/** The projects of jest.config.mjs. */
export const jestProjects = ['unit', 'integration', 'journeys'] as const;

export type JestProject = (typeof jestProjects)[number];

const names: readonly string[] = [...staticChecks.map(({ name }) => name), ...jestProjects];

export type TestSelection =
  | { readonly kind: 'run'; readonly names: readonly string[] }
  | { readonly kind: 'help' }
  | { readonly kind: 'mistake'; readonly message: string };

export const testUsage = `Usage: npm test -- [options]

Checks everything, and says at the end how much passed and how much failed.

  --only NAMES  only these, with commas between them: ${names.join(',')}
  --help        this text
`;

/** Reads the arguments of `npm test`. */
export function parseTestSelection(args: readonly string[]): TestSelection {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        only: { type: 'string', multiple: true },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return { kind: 'help' };
    if (values.only === undefined) return { kind: 'run', names };
    const chosen = values.only.flatMap((list) => list.split(','));
    const unknown = chosen.find((name) => !names.includes(name));
    if (unknown !== undefined) throw new Error(`--only knows ${names.join(', ')}, but not "${unknown}".`);
    return { kind: 'run', names: chosen };
  } catch (error) {
    return { kind: 'mistake', message: error instanceof Error ? error.message : String(error) };
  }
}
