import type { ShellWords } from '../../lib/messaging/shell-contract.ts';
import { tokens } from './tokens.ts';

export interface Grip {
  readonly element: HTMLElement;
  /** Which edge of the window the panel lies at, and how wide it is, in CSS pixels. */
  side(side: 'left' | 'right', width: number): void;
  focus(): void;
}

const STEP = 16;

/** The panel's inner edge: drag it or use the arrow keys to resize, press its button to collapse. */
export function createGrip(
  document: Document,
  options: {
    words: ShellWords;
    resize: (width: number) => void;
    /** The width is as the user wants it. */
    settle: () => void;
    collapse: () => void;
  },
  signal: AbortSignal,
): Grip {
  const { words, resize, settle, collapse } = options;
  let atSide: 'left' | 'right' = 'right';
  let width = 0;

  const bar = document.createElement('div');
  bar.tabIndex = 0;
  bar.setAttribute('role', 'separator');
  bar.setAttribute('aria-orientation', 'vertical');
  bar.setAttribute('aria-label', words.resize);
  bar.setAttribute('aria-valuemin', '280');
  bar.setAttribute('aria-valuemax', '720');
  bar.style.cssText = 'position:absolute;top:0;bottom:0;width:6px;cursor:ew-resize;touch-action:none';

  const button = document.createElement('button');
  button.type = 'button';
  button.setAttribute('aria-label', words.collapse);
  button.title = words.collapse;
  button.style.cssText = `position:absolute;top:50%;width:24px;height:40px;padding:0;border:0;cursor:pointer;font:12px/40px ${tokens.font};color:${tokens['ink-3']};background:${tokens.bg};box-shadow:0 0 0 1px ${tokens.line}`;

  const element = document.createElement('div');
  element.append(bar, button);

  bar.addEventListener('pointerdown', (event) => bar.setPointerCapture(event.pointerId), { signal });
  bar.addEventListener(
    'pointermove',
    (event) => {
      if (!bar.hasPointerCapture(event.pointerId)) return;
      const window = document.defaultView;
      resize(atSide === 'right' ? (window?.innerWidth ?? 0) - event.clientX : event.clientX);
    },
    { signal },
  );
  bar.addEventListener('pointerup', settle, { signal });
  bar.addEventListener(
    'keydown',
    (event) => {
      const direction = { ArrowLeft: 1, ArrowRight: -1 }[event.key];
      if (!direction) return;
      event.preventDefault();
      resize(width + direction * STEP * (atSide === 'right' ? 1 : -1));
      settle();
    },
    { signal },
  );
  button.addEventListener('click', collapse, { signal });

  return {
    element,
    side(side, wide) {
      atSide = side;
      width = wide;
      const inner = side === 'right' ? 'left' : 'right';
      for (const part of [bar, button]) {
        part.style.left = '';
        part.style.right = '';
      }
      bar.style[inner] = '-3px';
      button.style[inner] = '-24px';
      button.style.borderRadius = side === 'right' ? '8px 0 0 8px' : '0 8px 8px 0';
      button.textContent = side === 'right' ? '▸' : '◂';
      bar.setAttribute('aria-valuenow', String(wide));
    },
    focus: () => button.focus(),
  };
}
