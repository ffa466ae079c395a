// The benchmark's site for Eleventy. Templates are plain JavaScript, its fastest; every list is gathered once a build.
import { gather } from "./newsroom.js";

export default function (config) {
  config.setTemplateFormats(["md", "11ty.js"]);
  config.setQuietMode(true);
  config.setUseGitIgnore(false);
  config.addCollection("lists", (api) => gather(api.getFilteredByGlob("content/*/**/*.md")));
  return {
    dir: { input: "content", includes: "../_includes", data: "../_data", output: "public" },
    markdownTemplateEngine: false,
  };
}
