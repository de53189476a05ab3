import type { Member } from '../../shared/team/member.ts';
import styles from './MemberName.module.css';

/** Somebody of the team; null is nobody, undefined somebody the team does not know any more. Who left says so. */
export const MemberName = ({ member }: { readonly member: Pick<Member, 'name' | 'active'> | null | undefined }) => {
  if (member === null) return <span className={styles.nobody}>nobody</span>;
  if (member === undefined) return <span className={styles.nobody}>no longer in the team</span>;
  return (
    <>
      <bdi title={member.name}>{member.name}</bdi>
      {!member.active && <span className={styles.nobody}> (left)</span>}
    </>
  );
};
