// What every page may use. collectstatic joins these files into one; none imports another.
import "./local-time.js";
import "./shortcuts.js";
import "./copy-link.js";
import "./copy-code.js";
import "./toc-current.js";
import "./menu-close.js";
import "./page-card.js";
import "./related-look.js";
