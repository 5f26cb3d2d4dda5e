import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import styles from './Section.module.css';

interface Props {
  title: string;
  /** Beside the title, at the end of its line. */
  aside?: ComponentChildren;
  children: ComponentChildren;
}

/** One titled part of a page, set off by a hairline. */
export const Section = ({ title, aside, children }: Props) => {
  const id = useId();
  return (
    <section class={styles.section} aria-labelledby={id}>
      <div class="row">
        <h3 id={id} class={styles.title}>
          {title}
        </h3>
        {aside}
      </div>
      {children}
    </section>
  );
};
