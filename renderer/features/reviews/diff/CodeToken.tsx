import type { ReactNode } from 'react';
import type { RenderToken, TokenNode } from 'react-diff-view';
import { visibleParts } from '../../../ui/console/visibleParts.ts';
import styles from './CodeToken.module.css';

/** Names of the classes that refractor gives; nothing else from a tree becomes a class. */
const classOf = (token: TokenNode): string => {
  if (token.type === 'edit') return 'diff-code-edit';
  const names: unknown = token.properties?.className;
  return Array.isArray(names) ? names.filter((name) => typeof name === 'string').join(' ') : '';
};

const CodeText = ({ text }: { readonly text: string }) => (
  <>
    {visibleParts(text).map((part, index) =>
      part.acting ? (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, which never move
        <span key={index} className={styles.acting} title="A character that is not seen, or turns the text around">
          {part.text}
        </span>
      ) : (
        part.text
      ),
    )}
  </>
);

const draw = (token: TokenNode, index: number): ReactNode => {
  if (token.type === 'text') return <CodeText key={index} text={String(token.value)} />;
  if (token.type === 'note')
    return (
      <span key={index} className={styles.note}>
        {String(token.value)}
      </span>
    );
  return (
    <span key={index} className={classOf(token)}>
      {token.children?.map(draw)}
    </span>
  );
};

/** A word of code, as text: with its colour, and what acts instead of showing written out (a right-to-left override as `\u202e`). */
export const renderCodeToken: RenderToken = (token, _renderDefault, index) => draw(token, index);
