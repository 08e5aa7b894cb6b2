/** Import names of the packages that `npm run sandbox-packages` makes. */
const offered = new Set(["numpy", "scipy", "sympy", "pandas", "mpmath", "dateutil", "pytz", "six"]);

/** Import names of libraries that programs of language models ask for, by field. Names that no library has are the program's own mistake. */
const libraries = new Set([
  ...offered,
  ...["numba", "numexpr", "bottleneck", "jax", "jaxlib", "cupy", "dask", "polars", "pyarrow", "xarray"],
  ...["torch", "torchvision", "tensorflow", "keras", "sklearn", "xgboost", "lightgbm", "transformers"],
  ...["datasets", "nltk", "spacy", "gensim", "textblob", "statsmodels", "skimage", "cv2", "PIL", "imageio"],
  ...["matplotlib", "seaborn", "plotly", "bokeh", "altair", "networkx", "igraph", "shapely", "geopandas"],
  ...["gmpy2", "primesieve", "pyprimes", "primefac", "primepy", "sage", "galois", "flint", "uncertainties"],
  ...["sortedcontainers", "blist", "bintrees", "intervaltree", "bitarray", "bidict", "pyrsistent", "toolz"],
  ...["cytoolz", "more_itertools", "funcy", "boltons", "pydantic", "attr", "attrs", "typing_extensions"],
  ...["regex", "parse", "pyparsing", "lark", "ply", "chardet", "unidecode", "inflect", "num2words"],
  ...["word2number", "roman", "roman_numerals", "Levenshtein", "rapidfuzz", "fuzzywuzzy", "jellyfish"],
  ...["langdetect", "emoji", "wordcloud", "pyphen", "syllables", "textstat", "enchant", "spellchecker"],
  ...["requests", "httpx", "aiohttp", "urllib3", "bs4", "lxml", "html5lib", "markdown", "jinja2", "yaml"],
  ...["toml", "ujson", "orjson", "simplejson", "xmltodict", "docx", "openpyxl", "xlrd", "PyPDF2", "flask"],
  ...["django", "fastapi", "sqlalchemy", "pymongo", "redis", "psycopg2", "Crypto", "cryptography", "nacl"],
  ...["bcrypt", "base58", "arrow", "pendulum", "tzlocal", "holidays", "humanize", "ortools", "pulp"],
  ...["cvxpy", "pyomo", "z3", "pysat", "constraint", "qiskit", "pint", "astropy", "rdkit", "Bio"],
  ...["tqdm", "click", "rich", "colorama", "termcolor", "tabulate", "prettytable", "psutil", "joblib"],
  ...["cachetools", "memory_profiler", "pytest", "hypothesis", "atcoder", "pyrival", "faker", "pygame"]
]);

/** Why there is no verdict on a program that asks for this module: it is a library that the sandbox does not have. Null for other names. */
export function missingLibrary(name: string, program: string): string | null {
  if (!libraries.has(name) || !new RegExp(`\\b${name}\\b`).test(program)) return null;
  const remedy = offered.has(name) ? " (npm run sandbox-packages makes it available)" : "";
  return `the sandbox has no library ${name}${remedy}`;
}
