import { config } from 'zod';

/* Zod otherwise tries `new Function` once and the policy reports it. Must be the page's first import: schemas look when they are made. */
config({ jitless: true });
