/** Positions of the styles in `stylesXml`. */
export const STYLE = { header: 1, text: 2, instant: 3, day: 4, cents: 5, whole: 6, mills: 7 } as const;

/**
 * The styles of a workbook of ours. `text` is marked as quoted, so that a text like =1+1 stays one also when a person
 * opens the cell and presses Enter (ECMA-376 part 1, 18.8.45, `quotePrefix`).
 */
export function stylesXml(declaration: string, namespace: string): string {
  const format = (id: number, more = '') =>
    `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0" xfId="0" ${more}/>`;
  const formats = [
    format(0),
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyFont="1"/>',
    format(49, 'quotePrefix="1" applyNumberFormat="1"'),
    format(164, 'applyNumberFormat="1"'),
    format(165, 'applyNumberFormat="1"'),
    format(2, 'applyNumberFormat="1"'),
    format(1, 'applyNumberFormat="1"'),
    format(166, 'applyNumberFormat="1"'),
  ];
  return `${declaration}<styleSheet xmlns="${namespace}"><numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="166" formatCode="0.000"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${formats.length}">${formats.join('')}</cellXfs></styleSheet>`;
}
