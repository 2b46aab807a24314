import { connect } from 'node:net';

/**
 * Connects to 127.0.0.1, sends a message, and gives back what comes until the answer contains `expected`.
 * Undefined when nothing listens, the answer is another one, or time is up.
 */
export async function tcpAnswer(
  port: number,
  message: string,
  expected: string,
  limitMs = 1_000,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: limitMs });
    const finish = (answer?: string) => {
      socket.destroy();
      resolve(answer);
    };
    let answer = '';
    socket.setEncoding('utf8');
    socket.once('connect', () => socket.write(message));
    socket.on('data', (chunk: string) => {
      answer += chunk;
      if (answer.includes(expected)) finish(answer);
    });
    socket.once('timeout', () => {
      finish();
    });
    socket.once('error', () => {
      finish();
    });
    socket.once('close', () => {
      finish();
    });
  });
}
