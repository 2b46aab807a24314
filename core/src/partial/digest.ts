/**
 * Stands for a set of submissions: how many there are, and the sum of their content hashes as two 48-bit
 * halves, each modulo 2^48. A sum does not depend on the order, and a submission can be taken out again;
 * 48 bits keep every addition exact in a double (JavaScript, Lua) as well as in PostgreSQL.
 */
export interface Digest {
  readonly count: number;
  readonly hashA: number;
  readonly hashB: number;
}
