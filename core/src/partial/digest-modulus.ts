/** Each half of a digest is a sum modulo this. */
export const digestModulus = 2 ** 48;
