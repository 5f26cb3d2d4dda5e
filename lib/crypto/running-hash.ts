import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** SHA-256 of what comes piece by piece: the browser's own digest wants all of it at once. */
export interface RunningHash {
  put(bytes: Uint8Array): void;
  /** 64 hex digits; nothing can be put after. */
  end(): string;
}

export function createHash(): RunningHash {
  const hash = sha256.create();
  return {
    put: (bytes) => void hash.update(bytes),
    end: () => bytesToHex(hash.digest()),
  };
}

/** SHA-256 of a text's UTF-8, as hex. */
export const hashText = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)));
