const fixtures = import.meta.glob<string>('../fixtures/transfer/*.{csv,txt}', {
  query: '?url',
  import: 'default',
  eager: true,
});

/** A sample export of a platform, byte for byte. */
export async function fixtureFile(name: string): Promise<File> {
  const url = fixtures[`../fixtures/transfer/${name}`];
  if (!url) throw new Error(`no fixture ${name}`);
  return new File([await (await fetch(url)).blob()], name);
}

/** Chooses a file as the browser's dialog would. */
export function chooseFile(root: ParentNode, file: File): void {
  const input = root.querySelector<HTMLInputElement>('input[type=file]');
  if (!input) throw new Error('no place for a file');
  const chosen = new DataTransfer();
  chosen.items.add(file);
  input.files = chosen.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}
