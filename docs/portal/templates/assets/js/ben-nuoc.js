// The key "/" leads to the search.
addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.target.closest("input, textarea, select")) return;
  document.querySelector('a[href$="/search/"]')?.focus();
});
