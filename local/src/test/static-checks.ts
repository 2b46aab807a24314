/** A check that needs nothing running: a Node program that ends with 0 when all is well. */
export interface StaticCheck {
  readonly name: string;
  /** From the repository's root. */
  readonly program: string;
  readonly args: readonly string[];
}

const workspaces = ['core', 'platform', 'eventserver', 'operator', 'webapp', 'local'];

/** The slow ones first, so that two at a time end soonest. */
export const staticChecks: readonly StaticCheck[] = [
  { name: 'lint', program: 'node_modules/eslint/bin/eslint.js', args: ['.', '--max-warnings=0'] },
  { name: 'types', program: 'node_modules/typescript/bin/tsc', args: ['--noEmit'] },
  { name: 'format', program: 'node_modules/prettier/bin/prettier.cjs', args: ['--check', '.'] },
  {
    name: 'arrows',
    program: 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    args: ['--config', '.dependency-cruiser.mjs', ...workspaces],
  },
  { name: 'unused', program: 'node_modules/knip/bin/knip.js', args: [] },
];
