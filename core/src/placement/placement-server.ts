/** An event server as placement sees it. */
export interface PlacementServer {
  /** Of the pod: a restarted pod is another server. */
  readonly uid: string;
  readonly isAlive: boolean;
  /** It hands its events over and takes no new ones. */
  readonly isDraining: boolean;
  /** How many unfinished events it is home of in all, which may be more than are being placed. */
  readonly load: number;
}
