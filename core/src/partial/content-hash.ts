/** What a digest keeps of one submission: 96 bits of a cryptographic hash, as two halves of 48 bits. */
export interface ContentHash {
  readonly hashA: number;
  readonly hashB: number;
}

/**
 * The first 12 bytes of a cryptographic hash of `submissionContent` (the caller computes SHA-256), each
 * half read big-endian.
 *
 * @throws RangeError if there are fewer bytes.
 */
export function contentHashOf(bytes: Uint8Array): ContentHash {
  if (bytes.length < 12) throw new RangeError(`A content hash needs 12 bytes, not ${bytes.length}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return {
    hashA: view.getUint16(0) * 2 ** 32 + view.getUint32(2),
    hashB: view.getUint16(6) * 2 ** 32 + view.getUint32(8),
  };
}
