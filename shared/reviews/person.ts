import { z } from 'zod';

/** Somebody as git knows them. Both texts come from commits: they may hold anything. */
export const Person = z.object({ name: z.string().max(500), email: z.string().max(500) });
export type Person = Readonly<z.infer<typeof Person>>;

/** What people are compared by: their e-mail address in lower case. */
export const personKey = ({ email }: Pick<Person, 'email'>): string => email.trim().toLowerCase();
