import { asPlain } from '../../rules/basics/text';

const NAMED: Readonly<Record<string, number>> = { noon: 720, '12noon': 720, midday: 720, midnight: 0 };

/**
 * The time of day that a text means, in minutes since midnight; undefined where it means none. An hour alone is one
 * only with am or pm.
 *
 * @example
 * minutesMeant('1.30 p.m.'); // => 810
 */
export function minutesMeant(text: string): number | undefined {
  const bare = asPlain(text)
    .toLowerCase()
    .replace(/([ap])\.m\.?/, '$1m')
    .replace(/ (?:gmt|bst)$|(?<=m)\.$/, '')
    .replace(/^'| |h(ou)?rs?$/g, '');
  if (bare in NAMED) return NAMED[bare];
  const parts =
    /^(\d{1,2})[:.h](\d\d)(?::\d\d)?([ap]m)?$/.exec(bare) ??
    /^(\d\d)(\d\d)([ap]m)?$/.exec(bare) ??
    /^(\d{1,2})()([ap]m)$/.exec(bare);
  if (!parts) return undefined;
  const [hours, minutes, half] = [Number(parts[1]), Number(parts[2]), parts[3]];
  if (minutes > 59 || hours > 23 || (half !== undefined && hours < 1) || (half === 'am' && hours > 12))
    return undefined;
  const from = half === 'am' && hours === 12 ? 0 : half === 'pm' && hours < 12 ? hours + 12 : hours;
  return from * 60 + minutes;
}
