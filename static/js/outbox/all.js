/* The outbox of a person's page: what each of them loads. Where files have hashed names, all modules
   beside this one but where-used.js stand in its place (backhealth/static_files.py). */
import "./line.js";
import "./forms.js";
import "./answer.js";
