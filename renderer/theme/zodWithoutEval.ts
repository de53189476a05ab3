import { config } from 'zod';

/* Zod otherwise tries `new Function` once, and the policy reports it. Schemas look at this when they are made. */
config({ jitless: true });
