import type { IconNode } from 'lucide';
import type { ButtonHTMLAttributes, ComponentChildren, Ref } from 'preact';
import styles from './Button.module.css';
import { Icon } from './Icon.tsx';

type Native = Omit<ButtonHTMLAttributes, 'class' | 'icon' | 'size' | 'children'>;

interface ButtonProps extends Native {
  tone?: 'plain' | 'primary' | 'ghost' | 'danger';
  icon?: IconNode;
  children: ComponentChildren;
  ref?: Ref<HTMLButtonElement>;
}

/** A button that says what happens. */
export const Button = ({ tone = 'plain', icon, children, type = 'button', ...rest }: ButtonProps) => (
  <button type={type} class={`${styles.button} ${styles[tone]}`} {...rest}>
    {icon && <Icon of={icon} size={14} />}
    <span class={styles.text}>{children}</span>
  </button>
);

interface ButtonLinkProps {
  tone?: 'plain' | 'primary';
  href: string;
  /** Opens it beside the page instead of in its place. */
  isApart?: boolean;
  children: ComponentChildren;
}

/** A link to another page that looks like what one does next. */
export const ButtonLink = ({ tone = 'plain', href, isApart = false, children }: ButtonLinkProps) => (
  <a
    class={`${styles.button} ${styles.link} ${styles[tone]}`}
    href={href}
    {...(isApart ? { target: '_blank', rel: 'noopener' } : {})}
  >
    <span class={styles.text}>{children}</span>
  </a>
);

interface IconButtonProps extends Native {
  icon: IconNode;
  /** The accessible name, shown as the tooltip too. */
  label: string;
  ref?: Ref<HTMLButtonElement>;
}

/** A button with no word on it; `label` names it. */
export const IconButton = ({ icon, label, type = 'button', ...rest }: IconButtonProps) => (
  <button type={type} class={styles.iconButton} aria-label={label} title={label} {...rest}>
    <Icon of={icon} size={14} />
  </button>
);
