import { uuidv8 } from '../domain/uuid.ts';

/**
 * The id of something the outside world already names: an order of a platform, a message by its Message-ID.
 * Equal names give equal ids in every browser (UUID version 8 over SHA-256 of `namespace NUL name`).
 */
export async function nameId(namespace: string, name: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${namespace}\0${name}`));
  return uuidv8(new Uint8Array(digest));
}
