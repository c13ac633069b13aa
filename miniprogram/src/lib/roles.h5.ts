/** In a browser a keyboard presses what is tapped; ui/browser.tsx says what that is. */
document.addEventListener('keydown', (event) => {
  const target = event.target as HTMLElement;
  if ((event.key === 'Enter' || event.key === ' ') && target.getAttribute('role') === 'button') {
    event.preventDefault();
    target.click();
  }
});
export {};
