// What a page with an editor uses as well. collectstatic joins these files into one; none imports another.
import "./md-editor.js";
import "./md-typing.js";
import "./caret-suggest.js";
import "./md-upload.js";
import "./md-proof.js";
import "./title-suggest.js";
import "./draft-keep.js";
import "./draft-net.js";
import "./presence-beat.js";
import "./leave-question.js";
import "./copy-text.js";
