/** Something went wrong that the person at the terminal can put right: shown without a stack trace. */
export class UserFacingError extends Error {
  override readonly name = 'UserFacingError';
}
