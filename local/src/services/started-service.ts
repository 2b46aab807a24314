/** A service that answers. Whoever started it stops it. */
export interface StartedService {
  readonly port: number;
  readonly url: string;
  readonly pid: number;
  readonly stop: () => Promise<void>;
}
