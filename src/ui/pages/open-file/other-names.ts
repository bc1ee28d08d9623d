/** What other people's lists call the columns of each tab. One table: whoever meets another name adds it here. */

/** By what a file holds and the key of its column; the column's own header belongs to it without being named. */
export const OTHER_NAMES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  ledger: {
    date: ['transaction date', 'posting date', 'posted', 'value date', 'payment date', 'invoice date', 'entry date'],
    payee: [
      ...['description', 'details', 'narrative', 'transaction description', 'transaction details', 'transaction'],
      ...['paid to', 'supplier', 'merchant', 'name', 'counter party', 'memo', 'particulars', 'text', 'item'],
    ],
    amount: ['value', 'sum', 'total', 'gross', 'gross amount', 'total inc vat', 'amount gbp', 'cost', 'total paid'],
    paidIn: ['paid in', 'credit', 'credits', 'credit amount', 'in', 'receipts', 'income', 'deposit', 'received'],
    paidOut: [
      ...['paid out', 'debit', 'debits', 'debit amount', 'out', 'payments', 'expenditure', 'withdrawal', 'spent'],
    ],
    net: ['net amount', 'ex vat', 'excluding vat', 'amount ex vat', 'net of vat'],
    vat: ['vat amount', 'tax'],
    direction: ['in or out', 'in/out', 'debit/credit', 'dr/cr', 'cr/dr', 'income or expenditure'],
    cluster: ['cluster name'],
    pot: ['fund', 'which pot'],
    category: ['budget line', 'budget heading', 'heading', 'spent on', 'type of spend'],
    school: ['school name'],
    request: ['request id'],
    session: ['session id'],
    evidence: ['invoice', 'invoice number', 'invoice no', 'receipt', 'receipt number', 'voucher'],
    note: ['notes', 'comment', 'comments', 'remarks'],
  },
  schools: {
    name: ['school', 'school name', 'name of school', 'establishment name', 'establishmentname', 'establishment'],
    id: ['urn', 'dfe number', 'dfe no', 'laestab', 'establishment number', 'school number', 'school no', 'id'],
    aliases: ['also known as', 'other names', 'other name', 'short name', 'known as'],
    phase: ['phase of education', 'phaseofeducation', 'school phase', 'type of school', 'school type', 'type'],
    heldPsqm: ['psqm', 'has psqm', 'psqm held'],
    scienceLead: ['science leader', 'science coordinator', 'science co-ordinator', 'science subject leader', 'contact'],
    note: ['notes', 'comment', 'comments', 'remarks'],
    cluster: ['cluster name', 'group', 'hub', 'partnership'],
    from: ['member since', 'joined', 'joined on', 'since', 'start date', 'start'],
    to: ['left', 'left on', 'end date', 'end', 'until'],
  },
  people: {
    name: ['full name', 'contact', 'contact name', 'first name', 'forename', 'staff name', 'teacher', 'person'],
    surname: ['last name', 'family name'],
    email: ['email', 'email address', 'e-mail address', 'mail', 'contact email', 'work email', 'google account'],
    role: ['position', 'job', 'job title', 'post', 'responsibility'],
    cluster: ['cluster name', 'group', 'hub'],
    school: ['school name', 'organisation', 'base'],
    from: ['since', 'start date', 'start'],
    to: ['until', 'end date', 'end'],
  },
  meetings: {
    date: ['meeting date', 'when', 'day', 'date of meeting'],
    cluster: ['cluster name', 'group', 'hub'],
    start: ['time', 'start time', 'from', 'starts'],
    end: ['finish', 'end time', 'to', 'ends', 'until'],
    inSchoolHours: ['school hours', 'during school', 'in school time'],
    kind: ['type', 'meeting type', 'type of meeting'],
    status: ['state', 'held or planned'],
    heldAt: ['venue', 'where', 'location', 'place', 'host', 'host school'],
    purpose: ['agenda', 'topic', 'focus', 'about', 'title', 'subject', 'meeting'],
    note: ['notes', 'comment', 'comments', 'remarks', 'minutes'],
  },
  attendance: {
    school: ['school name', 'name', 'name of school'],
    mark: ['attendance', 'attended', 'present', 'came', 'status'],
    date: ['meeting date', 'date of meeting', 'when'],
    cluster: ['cluster name', 'group', 'hub'],
    meeting: ['meeting id'],
    teachers: ['number of teachers', 'no of teachers', 'staff', 'how many'],
    releaseCost: ['cost', 'supply cost', 'cost of release', 'supply'],
    note: ['notes', 'comment', 'comments', 'remarks'],
  },
};

/**
 * By which headings a file is known to hold something: each of these sets of columns is enough. Looked at in this
 * order.
 */
export const KNOWN_BY: readonly (readonly [target: string, ...columns: string[]])[] = [
  ['people', 'email'],
  ['ledger', 'date', 'paidIn'],
  ['ledger', 'date', 'paidOut'],
  ['attendance', 'school', 'mark'],
  ['meetings', 'date', 'start'],
  ['meetings', 'date', 'kind'],
  ['meetings', 'date', 'heldAt'],
  ['meetings', 'date', 'purpose', 'status'],
  ['ledger', 'date', 'amount'],
  ['ledger', 'date', 'net'],
  ['schools', 'name', 'phase'],
  ['schools', 'name', 'cluster'],
  ['schools', 'name', 'id'],
  ['schools', 'name'],
];
