import type { ComponentChildren } from 'preact';
import styles from './Card.module.css';

/** A raised sheet that sections stand on. */
export const Card = ({ children }: { children: ComponentChildren }) => <div class={styles.card}>{children}</div>;
