import { describe, expect, test } from '@jest/globals';
import { parseCommandLine } from './command-line.ts';

const context = { portVariable: undefined, repositoryRoot: '/repo', workingFolder: '/home/me' };

describe('the arguments of npm start', () => {
  test('without any there are three event servers, port 8080, and data in .whenly of the repository', () => {
    expect(parseCommandLine([], context)).toEqual({
      kind: 'start',
      command: { servers: 3, port: 8080, dataFolder: '/repo/.whenly', keptDead: [], mayInstall: true },
    });
  });

  test('every setting can be given', () => {
    const args = ['--servers', '5', '--port=9000', '--data', 'x', '--no-install'];
    expect(parseCommandLine([...args, '--keep-dead', 'operator', '--keep-dead', 'nats'], context)).toEqual({
      kind: 'start',
      command: {
        servers: 5,
        port: 9000,
        dataFolder: '/home/me/x',
        keptDead: ['operator', 'nats'],
        mayInstall: false,
      },
    });
  });

  test('the flag goes before the variable PORT, and that before 8080', () => {
    const withVariable = { ...context, portVariable: '9001' };
    expect(parseCommandLine([], withVariable)).toMatchObject({ command: { port: 9001 } });
    expect(parseCommandLine(['--port', '9002'], withVariable)).toMatchObject({ command: { port: 9002 } });
  });

  test.each([
    [['--servers', '0'], '--servers must be a whole number from 1 to 16, not "0".'],
    [['--servers', '17'], '--servers must be a whole number from 1 to 16, not "17".'],
    [['--servers', '2.5'], '--servers must be a whole number from 1 to 16, not "2.5".'],
    [['--port', 'http'], '--port must be a whole number from 1 to 65535, not "http".'],
    [['--keep-dead', 'everything'], '--keep-dead must be one of postgres, nats'],
    [['--data', ''], '--data must name a folder.'],
    [['--sevrers', '5'], "Unknown option '--sevrers'"],
    [['5'], "Unexpected argument '5'"],
  ])('%j is a mistake that is explained', (args, message) => {
    const mistake = parseCommandLine(args, context);
    expect(mistake).toMatchObject({ kind: 'mistake', message: expect.stringContaining(message) });
  });

  test('a wrong variable PORT is named as such', () => {
    const mistake = parseCommandLine([], { ...context, portVariable: 'eighty' });
    expect(mistake).toMatchObject({ message: 'PORT must be a whole number from 1 to 65535, not "eighty".' });
  });
});
