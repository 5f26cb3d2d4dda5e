import type { Database } from '../../lib/storage/database.ts';

/** Everything that is written in a database, store by store, as text: bytes as they are read as text too. */
async function rawText(database: Database): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const name of database.objectStoreNames) {
    const [keys, values] = await Promise.all([database.getAllKeys(name), database.getAll(name)]);
    texts.set(name, JSON.stringify([keys, values], written));
  }
  return texts;
}

/** The stores in which any of the texts stands. */
export async function storesWith(database: Database, ...wanted: readonly string[]): Promise<string[]> {
  const found = await rawText(database);
  return [...found].flatMap(([name, text]) =>
    wanted.filter((one) => text.includes(one)).map((one) => `${name}: ${one}`),
  );
}

function written(_key: string, value: unknown): unknown {
  if (value instanceof Uint8Array) return new TextDecoder().decode(value);
  return ArrayBuffer.isView(value) ? Array.from(value as Uint16Array) : value;
}
