import { defineCollection, z } from "astro:content";
import { glob } from "astro/loaders";

const articles = defineCollection({
  loader: glob({ pattern: "**/*.md", base: "./content", generateId: ({ entry }) => entry.replace(/\.md$/, "") }),
  schema: z.object({
    title: z.string(), date: z.coerce.date(), section: z.string(), sectionName: z.string(), category: z.string(),
    categoryName: z.string(), summary: z.string(), authors: z.array(z.string()), keywords: z.array(z.string()),
    topic: z.string(), featured: z.number(),
  }),
});

export const collections = { articles };
