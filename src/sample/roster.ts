import type { Phase } from '../rules/basics/words';

interface RosterSchool {
  readonly name: string;
  readonly phase: Phase;
  readonly aliases?: readonly string[];
}

interface RosterCluster {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly schools: readonly RosterSchool[];
}

const primary = (name: string, ...aliases: string[]): RosterSchool => ({ name, phase: 'Primary', aliases });
const infant = (name: string): RosterSchool => ({ name, phase: 'Infant' });
const junior = (name: string): RosterSchool => ({ name, phase: 'Junior' });

/** What the guidance calls the programme. */
export const ROSTER_NAME = 'Salisbury Cluster Project';

/**
 * The five clusters and 37 schools the guidance lists. Rule P6.
 *
 * It does not say which is each lead school, nor each school's phase: phases follow the schools' names, and Exeter
 * House is a special school.
 */
export const ROSTER: readonly RosterCluster[] = [
  {
    id: 'C-1',
    name: 'Stonehenge Area Cluster',
    aliases: ['Stonehenge Area', 'Stonehenge'],
    schools: [
      primary('Amesbury Archer Primary School'),
      primary('Amesbury C of E Primary School'),
      primary('Christ The King Catholic School'),
      primary('Newton Tony C of E Primary School'),
      primary('Shrewton CE VC Primary School'),
      primary('Woodford Valley CE Primary Academy'),
    ],
  },
  {
    id: 'C-2',
    name: 'Salisbury Plain Cluster',
    aliases: ['Salisbury Plain'],
    schools: [
      primary("Bulford St. Leonard's Primary School"),
      infant('Durrington All Saints C of E Infants School'),
      junior('Durrington C of E VC Junior School'),
      primary("Figheldean St Michael's C of E Primary School"),
      primary('Larkhill Primary School'),
      primary('Netheravon All Saints CE Primary School'),
    ],
  },
  {
    id: 'C-3',
    name: 'East Salisbury Rural Cluster',
    aliases: ['East Salisbury Rural', 'ESRC'],
    schools: [
      primary('Gomeldon Primary School'),
      primary('Old Sarum Primary School'),
      primary('Pitton C of E VA Primary School'),
      primary("St Andrew's C of E VA Primary School"),
      primary("St. Nicholas' C of E (VA) Primary School"),
      primary('Winterbourne Earls C of E School', 'Winterbourne Earls C of E Primary School'),
      primary('Winterslow C of E Primary School'),
    ],
  },
  {
    id: 'C-4',
    name: 'West Salisbury Cluster',
    aliases: ['West Salisbury'],
    schools: [
      primary('Bemerton St. John Church of England Primary School'),
      primary('Broad Chalke C of E Aided Primary School'),
      primary('Dinton Church of England Voluntary Controlled Primary School'),
      primary('Great Wishford Church of England (V.A.) Primary School'),
      primary('Manor Fields Primary School'),
      primary('Pembroke Park Primary School and Kingfisher Nursery'),
      primary('Wilton and Barford Church of England Primary School'),
      primary('Woodlands Primary School and Oak Tree Nursery'),
    ],
  },
  {
    id: 'C-5',
    name: 'East Salisbury Cluster',
    aliases: ['East Salisbury'],
    schools: [
      { name: 'Exeter House School', phase: 'Special' },
      primary('Greentrees Primary School'),
      infant('Harnham Infant School'),
      junior('Harnham C of E Junior School'),
      junior('St Marks CE Junior School'),
      primary("St Martin's CE (VA) Primary School"),
      primary("St Osmund's Catholic Primary School"),
      primary("Sarum St Paul's Church of England Primary School"),
      primary('Stratford-sub-Castle Church of England Primary School'),
      infant("Wyndham Park Infants' School"),
    ],
  },
];

/** The ID of a school of the roster: S-01 to S-37 in the order of the guidance. */
export function rosterSchoolId(number: number): string {
  return `S-${String(number).padStart(2, '0')}`;
}
