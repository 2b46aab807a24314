import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts } from '../services/free-ports.ts';
import type { Role } from '../services/role.ts';
import type { Service } from '../services/service.ts';
import { nodeService } from '../supervisor/node-service.ts';

/** A small program that keeps the rules for our services: health, SIGTERM, lifeline. */
const program = `
import { createServer } from 'node:http';
const { HEALTH_PORT, HEALTH_HOST, IS_BROKEN } = process.env;
if (IS_BROKEN) throw new Error('this service is broken');
createServer((request, response) => response.end('ok')).listen(Number(HEALTH_PORT), HEALTH_HOST);
process.stdin.resume().on('end', () => process.exit());
process.on('SIGTERM', () => process.exit());
`;

export interface StubOptions {
  readonly folder: string;
  readonly role: Role;
  readonly name: string;
  readonly isBroken?: boolean;
}

/** A service for tests of what keeps services running. */
export async function stubService({ folder, role, name, isBroken = false }: StubOptions): Promise<Service> {
  const main = 'stub-service.mjs';
  writeFileSync(join(folder, main), program);
  const [healthPort = 0] = await freePorts(1);
  return nodeService({
    role,
    name,
    main,
    repositoryRoot: folder,
    healthPort,
    logFile: join(folder, `${name}.log`),
    environment: (): Record<string, string> => (isBroken ? { IS_BROKEN: 'yes' } : {}),
  });
}
