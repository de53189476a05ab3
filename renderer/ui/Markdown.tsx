import { IconPhotoOff } from '@tabler/icons-react';
import { memo } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import styles from './Markdown.module.css';

/** Where a link may lead; anything else is shown as the text it is. */
const OPENABLE = /^(https?:|mailto:)/i;

const plugins = [remarkGfm];

const components: Components = {
  // A new window is what the desktop shell opens outside, in the system's browser.
  a: ({ href, children }) =>
    href !== undefined && OPENABLE.test(href) ? (
      <a href={href} target="_blank" rel="noreferrer noopener" title={href}>
        {children}
      </a>
    ) : (
      <span>{children}</span>
    ),
  // A picture would tell its server who reads this, and when.
  img: ({ src, alt }) => (
    <span className={styles.picture}>
      <IconPhotoOff size={14} aria-hidden />
      <bdi>{alt === undefined || alt === '' ? 'picture' : alt}</bdi>
      {typeof src === 'string' && <code>{src}</code>}
    </span>
  ),
  input: ({ checked }) => (
    <input
      type="checkbox"
      checked={checked === true}
      readOnly
      disabled
      aria-label={checked === true ? 'done' : 'not done'}
    />
  ),
  // Markdown stands in a section, whose title is a heading of the second level.
  h1: ({ children }) => <h3 className={styles.large}>{children}</h3>,
  h2: ({ children }) => <h3>{children}</h3>,
  h3: ({ children }) => <h4>{children}</h4>,
  h4: ({ children }) => <h5>{children}</h5>,
  h5: ({ children }) => <h6>{children}</h6>,
  h6: ({ children }) => <h6>{children}</h6>,
  table: ({ children }) => (
    <div className={styles.table}>
      <table>{children}</table>
    </div>
  ),
};

/** Markdown as somebody wrote it: links open outside, pictures are named and not loaded, HTML is shown as text. */
export const Markdown = memo(({ text }: { readonly text: string }) => (
  <div className={styles.markdown} dir="auto">
    <ReactMarkdown remarkPlugins={plugins} components={components} urlTransform={(url) => url}>
      {text}
    </ReactMarkdown>
  </div>
));
