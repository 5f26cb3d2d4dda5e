import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';

// What a person reads comes from the catalogues, in the chosen language. Marks that are the same everywhere may stand as they are.
const MARKS = /^[\s—·…+＋×↵⌘⇧✓/?().,:;–-]*$/u;
const READ_ATTRIBUTES = new Set(['label', 'title', 'text', 'placeholder', 'alt', 'aria-label', 'hint', 'error']);

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.tsx') && !entry.name.endsWith('.test.tsx'))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Texts written into the markup of a source file: between tags, or in an attribute that is read or read out. */
function literalTexts(path: string, code: string): string[] {
  const found: string[] = [];
  const source = ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const note = (node: ts.Node, text: string) => {
    if (MARKS.test(text)) return;
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    found.push(`${path}:${line + 1} ${text.trim().slice(0, 60)}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) note(node, node.text);
    if (ts.isJsxExpression(node) && node.expression && ts.isStringLiteralLike(node.expression)) {
      const isChild = ts.isJsxElement(node.parent) || ts.isJsxFragment(node.parent);
      if (isChild) note(node, node.expression.text);
    }
    if (ts.isJsxAttribute(node) && READ_ATTRIBUTES.has(node.name.getText())) {
      const value = node.initializer;
      if (value && ts.isStringLiteral(value)) note(node, value.text);
      if (value && ts.isJsxExpression(value) && value.expression && ts.isStringLiteralLike(value.expression))
        note(node, value.expression.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

it('no component says anything that is not in the catalogues', () => {
  const files = [...filesIn('components'), ...filesIn('entrypoints')];
  expect(files.length).toBeGreaterThan(30);
  expect(files.flatMap((path) => literalTexts(path, readFileSync(path, 'utf8')))).toEqual([]);
});

it('the check sees a text between tags, in braces and in an attribute', () => {
  const code = '<p title="Hint" class="a">Hello{" there"}<b>—</b>{t("x")}</p>';
  expect(literalTexts('x.tsx', code).map((entry) => entry.replace(/^\S+ /, ''))).toEqual(['Hint', 'Hello', 'there']);
});
