/** Whole numbers from 0 up to, but not including, `below`; the same ones for the same seed. */
export type Random = (below: number) => number;

/** Park and Miller's minimal standard generator: good enough to vary a test, and repeatable. */
export function seededRandom(seed: number): Random {
  let state = (seed % 2147483646) + 1;
  return (below) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
}
