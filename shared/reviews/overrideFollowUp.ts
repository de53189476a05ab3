const TITLE_MAX = 120;

/** The item that an override promises: what was let through, why, and until when it is to be made good. */
export const overrideFollowUp = ({
  title,
  branch,
  by,
  reason,
  due,
  open,
}: {
  readonly title: string;
  readonly branch: string;
  readonly by: string;
  readonly reason: string;
  readonly due: string;
  readonly open: readonly string[];
}): { readonly title: string; readonly description: string } => {
  const plain = title.replace(/\p{Cc}+/gu, ' ').trim();
  const short = plain.length > TITLE_MAX ? `${plain.slice(0, TITLE_MAX)}…` : plain;
  return {
    title: `By ${due}: make good the override of “${short}”`,
    description: [
      `The gate of the change “${inLine(plain)}” (branch ${inLine(branch)}) was overridden by ${inLine(by)}.`,
      '',
      `Reason: ${inLine(reason)}`,
      '',
      `To be made good by ${due}:`,
      '',
      ...open.map((each) => `- ${inLine(each)}`),
    ].join('\n'),
  };
};

/** Titles and names come from commits: none of their characters may be Markdown. */
const inLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').replace(/[\\`*_{}[\]()<>#+!|~]/g, '\\$&');
