/** Who an event server is. The uid is new with every start of the process; the name may come again. */
export interface ServerIdentity {
  readonly uid: string;
  readonly name: string;
}
