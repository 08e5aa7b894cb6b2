import {readdirSync} from "node:fs";
import {join, relative} from "node:path";
import ts from "typescript";
import {commonFields} from "./common-fields.js";

/** A field of an object in a JSON file; `at` is its path, with `[]` for an element of a list. */
interface JsonField {
  at: string;
  type: string;
  /** Names of described objects that it holds. */
  objects: string[];
  meaning: string;
}

/** An object that JSON files hold: an interface of the code. */
export interface JsonObject {
  name: string;
  source: string;
  meaning: string;
  fields: JsonField[];
}

/** What a data loader writes as JSON. */
export interface JsonFile {
  file: string;
  type: string;
  meaning: string;
}

/** What the JSON files hold, read from the types and comments of the code: no other place says it. */
export class JsonTables {
  readonly files: JsonFile[] = [];
  readonly objects = new Map<string, JsonObject>();
  /** Fields that have no comment and are no common field. */
  readonly undescribed: string[] = [];
  private readonly repository: string;
  private readonly program: ts.Program;
  private readonly checker: ts.TypeChecker;

  /** `interfaces` are exported types of modules, [path, name], that no loader's type names: they are described too. */
  constructor(repository: string, interfaces: readonly (readonly [path: string, name: string])[]) {
    this.repository = repository;
    const data = join(repository, "src/data");
    const loaders = readdirSync(data).filter((name) => /\.jsonl?\.ts$/.test(name));
    const settings = ts.readConfigFile(join(repository, "tsconfig.json"), (file) => ts.sys.readFile(file));
    const {options} = ts.parseJsonConfigFileContent(settings.config, ts.sys, repository);
    this.program = ts.createProgram(
      [...loaders.map((name) => join(data, name)), ...interfaces.map(([path]) => join(repository, path))],
      options
    );
    this.checker = this.program.getTypeChecker();
    for (const name of loaders.sort()) this.addLoader(join(data, name), name.slice(0, -".ts".length));
    for (const [path, name] of interfaces) this.addInterface(path, name);
  }

  private addInterface(file: string, name: string): void {
    const source = this.program.getSourceFile(join(this.repository, file));
    const symbol = source && this.checker.getSymbolAtLocation(source);
    const found = symbol && this.checker.getExportsOfModule(symbol).find((each) => each.name === name);
    if (found === undefined) throw new Error(`${file} exports no ${name}`);
    this.addType(this.checker.getDeclaredTypeOfSymbol(found));
  }

  private addLoader(path: string, file: string): void {
    const make = this.program
      .getSourceFile(path)!
      .statements.filter(ts.isExpressionStatement)
      .map(({expression}) => expression)
      .filter(ts.isAwaitExpression)
      .map(({expression}) => expression)
      .find(ts.isCallExpression)?.arguments[0];
    const signature = make && this.checker.getTypeAtLocation(make).getCallSignatures()[0];
    if (make === undefined || signature === undefined)
      throw new Error(`${path} does not await writeTable(LOADER)`);
    const result = signature.getReturnType();
    const type = this.checker.getAwaitedType(result) ?? result;
    const maker = ts.isCallExpression(make) ? this.checker.getResolvedSignature(make) : signature;
    const meaning = comment(maker?.getDocumentationComment(this.checker));
    if (meaning === "") throw new Error(`the function that makes ${file} has no comment`);
    this.files.push({file, type: this.typeText(type), meaning});
    this.addType(type);
  }

  /** Adds the objects of the repository that a type holds; their names. */
  private addType(type: ts.Type): string[] {
    if (type.isUnionOrIntersection()) return [...new Set(type.types.flatMap((part) => this.addType(part)))];
    if (this.checker.isArrayType(type) || this.checker.isTupleType(type))
      return this.checker.getTypeArguments(type as ts.TypeReference).flatMap((part) => this.addType(part));
    const symbol = type.aliasSymbol ?? type.getSymbol();
    const source = symbol?.declarations?.[0]?.getSourceFile().fileName;
    if (symbol === undefined || source === undefined || !(type.flags & ts.TypeFlags.Object)) return [];
    const isForeign = source.includes("/node_modules/");
    if (isForeign || symbol.name.startsWith("__")) return [];
    const name = this.typeText(type);
    if (!this.objects.has(name)) {
      const fields: JsonField[] = [];
      this.objects.set(name, {
        name,
        source: relative(this.repository, source),
        meaning: comment(symbol.getDocumentationComment(this.checker)),
        fields
      });
      this.addFields(fields, name, type, "");
    }
    return [name];
  }

  private addFields(fields: JsonField[], owner: string, type: ts.Type, prefix: string): void {
    for (const property of type.getProperties()) {
      const at = `${prefix}${property.name}`;
      const own = comment(property.getDocumentationComment(this.checker));
      const meaning = own === "" ? (commonFields[property.name] ?? "") : own;
      if (meaning === "") this.undescribed.push(`${owner}.${at}`);
      const fieldType = this.checker.getTypeOfSymbol(property);
      const isOptional = (property.flags & ts.SymbolFlags.Optional) !== 0;
      const text = this.typeText(isOptional ? this.checker.getNonNullableType(fieldType) : fieldType);
      fields.push({
        at,
        type: isOptional ? `${text}, or left out` : text,
        objects: this.addType(fieldType),
        meaning
      });
      const [inner, isList] = this.elementType(fieldType);
      if (inner.getSymbol()?.name === "__type" && inner.aliasSymbol === undefined)
        this.addFields(fields, owner, inner, `${at}${isList ? "[]" : ""}.`);
    }
  }

  private elementType(type: ts.Type): [ts.Type, boolean] {
    return this.checker.isArrayType(type)
      ? [this.checker.getTypeArguments(type as ts.TypeReference)[0]!, true]
      : [type, false];
  }

  private typeText(type: ts.Type): string {
    // Without the name of an alias for a choice of values, which is described nowhere.
    const spelled = type.isUnion() ? ts.TypeFormatFlags.InTypeAlias : ts.TypeFormatFlags.None;
    return this.checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation | spelled);
  }
}

function comment(parts: ts.SymbolDisplayPart[] | undefined): string {
  return ts.displayPartsToString(parts).replaceAll(/\s*\n\s*/g, " ");
}
