// The benchmark's site for Astro: plain HTML, no scripts, no client, nothing highlighted.
import { defineConfig } from "astro/config";

export default defineConfig({
  site: "https://baothumay.example",
  outDir: "./public",
  publicDir: "./static",
  cacheDir: "./.cache",
  trailingSlash: "always",
  compressHTML: false,
  markdown: { syntaxHighlight: false, smartypants: false },
});
