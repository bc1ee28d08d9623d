/** Invented people, leads in the order of the clusters; the Advisor is at Winterbourne Earls, as in the guidance. */
export const SAMPLE_PEOPLE = {
  director: { name: 'Dr Alison Reeve', email: 'director@example.org' },
  advisor: { name: 'Tom Hartley', email: 'advisor@example.org', school: 'S-18' },
  leads: [
    { name: 'Priya Nair', email: 'lead.stonehenge@example.org', school: 'S-02' },
    { name: 'Owen Clarke', email: 'lead.plain@example.org', school: 'S-11' },
    { name: 'Hannah Frost', email: 'lead.rural@example.org', school: 'S-13' },
    { name: 'Marcus Bell', email: 'lead.west@example.org', school: 'S-24' },
    { name: 'Grace Adeyemi', email: 'lead.east@example.org', school: 'S-29' },
  ],
  bursars: [
    { name: 'Linda Marsh', email: 'bursar.stonehenge@example.org', school: 'S-02' },
    { name: 'Peter Coombes', email: 'bursar.west@example.org', school: 'S-24' },
  ],
  scienceLeads: [
    { name: 'Ruth Ellison', email: 'science.larkhill@example.org', school: 'S-11' },
    { name: 'Daniel Okoro', email: 'science.greentrees@example.org', school: 'S-29' },
    { name: 'Megan Price', email: 'science.manorfields@example.org', school: 'S-24' },
  ],
} as const;
