import type { Member, Named } from '../../actions/answers';

/** The schools that belong to a cluster on a day, '2026-09-01'; none on a blank day. */
export function membersOn(members: readonly Member[], cluster: string, day: string): Named[] {
  return members
    .filter((member) => member.cluster === cluster && member.from <= day && (member.to === null || member.to >= day))
    .map(({ school, schoolName }) => ({ id: school, name: schoolName }));
}
