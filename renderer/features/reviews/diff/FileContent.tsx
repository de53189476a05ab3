import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FileDiff } from '../../../../shared/reviews/fileDiff.ts';
import { Bytes } from '../../../ui/Bytes.tsx';
import { EmptyView } from '../../../ui/EmptyView.tsx';
import { Revision } from '../../../ui/Revision.tsx';

interface Props {
  readonly content: Exclude<FileDiff['content'], { kind: 'hunks' }>;
  readonly onWhole: () => void;
}

const SubmoduleEnd = ({ revision }: { readonly revision: string | null }): ReactNode =>
  revision === null ? 'nothing' : <Revision value={revision} />;

/** What is said of a file whose lines are not shown. */
export const FileContent = ({ content, onWhole }: Props) => {
  switch (content.kind) {
    case 'same':
      return <EmptyView title="The content is the same">Only the name or the mode of the file differ.</EmptyView>;
    case 'binary':
      return (
        <EmptyView title="A binary file">
          It has no lines to compare: <Bytes value={content.oldBytes} /> before, <Bytes value={content.newBytes} /> now.
        </EmptyView>
      );
    case 'submodule':
      return (
        <EmptyView title="A submodule: another repository, at a revision of its own">
          It goes from <SubmoduleEnd revision={content.old} /> to <SubmoduleEnd revision={content.new} />. What that
          brings is seen in its own repository.
        </EmptyView>
      );
    case 'ask':
      return (
        <EmptyView title="A large diff" actions={<Button onClick={onWhole}>Show it all the same</Button>}>
          <Bytes value={content.bytes} />
          {content.lines !== null && `, ${content.lines.toLocaleString('en')} lines`}: reading it may take a moment.
        </EmptyView>
      );
    case 'too-large':
      return (
        <EmptyView title="Too large to show">
          The diff is <Bytes value={content.bytes} />. Read it with git in a checkout.
        </EmptyView>
      );
  }
};
