import {execFileSync} from "node:child_process";
import {constants, deflateSync} from "node:zlib";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {decodePng} from "../../loaders/pictures/decode-png.js";
import {encodePng} from "../../loaders/pictures/encode-png.js";
import type {Picture} from "../../loaders/pictures/picture.js";
import {brokenPngs} from "../support/broken-pngs.js";

const tiny: Picture = {
  width: 2,
  height: 2,
  rgb: Uint8Array.from([255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 0, 0])
};

/** Pictures of up to 12 x 12 pixels in at most 8 colours. */
const pictures = fc
  .record({
    width: fc.integer({min: 1, max: 12}),
    height: fc.integer({min: 1, max: 12}),
    palette: fc.array(fc.uint8Array({minLength: 3, maxLength: 3}), {minLength: 1, maxLength: 8}),
    choice: fc.infiniteStream(fc.nat(7))
  })
  .map(({width, height, palette, choice}): Picture => {
    const rgb = new Uint8Array(width * height * 3);
    for (let pixel = 0; pixel < width * height; pixel++) {
      rgb.set(palette[(choice.next().value as number) % palette.length]!, pixel * 3);
    }
    return {width, height, rgb};
  });

/** A decoder of its own: reads the file by the standard library of another language and prints the pixels in hex. */
const pythonDecoder = `
import struct, sys, zlib
data = sys.stdin.buffer.read()
assert data[:8] == b"\\x89PNG\\r\\n\\x1a\\n"
at, chunks = 8, {}
while at < len(data):
    (length,), name = struct.unpack(">I", data[at:at+4]), data[at+4:at+8]
    body = data[at+8:at+8+length]
    assert zlib.crc32(name + body) == struct.unpack(">I", data[at+8+length:at+12+length])[0]
    chunks[name] = body
    at += 12 + length
width, height, bits, colour, compression, filters, interlace = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
assert (bits, colour, compression, filters, interlace) == (8, 3, 0, 0, 0)
rows, palette = zlib.decompress(chunks[b"IDAT"]), chunks[b"PLTE"]
assert len(rows) == height * (width + 1)
out = bytearray()
for y in range(height):
    row = rows[y * (width + 1):(y + 1) * (width + 1)]
    assert row[0] == 0
    for index in row[1:]:
        out += palette[3 * index:3 * index + 3]
print(width, height, out.hex())
`;

/** Writes PNG files of the other types that the decoder takes, with one filter for all rows. */
const pythonEncoder = `
import struct, sys, zlib
width, height, filter = 5, 4, int(sys.argv[1])
pixels = bytes((x * 37 + 11 * (x % 7)) % 256 for x in range(width * height * 3))
stride = width * 3
def paeth(a, b, c):
    p = a + b - c
    return min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]
rows = bytearray()
for y in range(height):
    rows.append(filter)
    for x in range(stride):
        at = y * stride + x
        a = pixels[at - 3] if x >= 3 else 0
        b = pixels[at - stride] if y else 0
        c = pixels[at - stride - 3] if y and x >= 3 else 0
        rows.append((pixels[at] - [0, a, b, (a + b) // 2, paeth(a, b, c)][filter]) % 256)
def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
data = zlib.compress(bytes(rows))
file = b"\\x89PNG\\r\\n\\x1a\\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
file += chunk(b"tEXt", b"Comment\\0x") + chunk(b"IDAT", data[:9]) + chunk(b"IDAT", data[9:]) + chunk(b"IEND", b"")
print(file.hex(), pixels.hex())
`;

function python(program: string, args: string[], input: Buffer): string[] | null {
  try {
    return execFileSync("python3", ["-c", program, ...args], {input, encoding: "utf8"})
      .trim()
      .split(" ");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    console.log("skipped: no python3 to compare PNG files with");
    return null;
  }
}

describe("encodePng and decodePng", () => {
  it("give back the same picture, and the same bytes for the same picture", () => {
    fc.assert(
      fc.property(pictures, (picture) => {
        const file = encodePng(picture);
        expect(decodePng(file, "test")).toEqual(picture);
        expect(encodePng(picture)).toEqual(file);
      })
    );
  });

  it("write a file with the chunks that the format asks for, byte by byte", () => {
    const rows = Buffer.from([0, 0, 1, 0, 2, 0]);
    const data = deflateSync(rows, {level: 9, strategy: constants.Z_RLE}).toString("hex");
    const hex = encodePng(tiny).toString("hex");
    expect(hex.slice(0, 66)).toBe("89504e470d0a1a0a0000000d49484452000000020000000208030000004568fd16");
    expect(hex.slice(66, 100)).toBe("00000009504c5445ff000000ff000000ff");
    expect(hex).toContain(`49444154${data}`);
    expect(hex.endsWith("0000000049454e44ae426082")).toBe(true);
  });

  it("write what an independent decoder reads", () => {
    const read = python(pythonDecoder, [], encodePng(tiny));
    if (read !== null) expect(read).toEqual(["2", "2", Buffer.from(tiny.rgb).toString("hex")]);
  });

  it.each([0, 1, 2, 3, 4])(
    "read an independent encoder's RGB file with filter %i and split data",
    (filter) => {
      const written = python(pythonEncoder, [String(filter)], Buffer.alloc(0));
      if (written === null) return;
      const [file, pixels] = written.map((hex) => Buffer.from(hex, "hex"));
      expect(decodePng(file!, "test")).toEqual({width: 5, height: 4, rgb: new Uint8Array(pixels!)});
    }
  );

  it("refuse a picture with more than 256 colours", () => {
    const rgb = Uint8Array.from({length: 257 * 3}, (_, index) =>
      index % 3 === 2 ? index >> 8 : index % 256
    );
    expect(() => encodePng({width: 257, height: 1, rgb})).toThrow("more than 256 colours");
  });
});

describe("decodePng", () => {
  const file = encodePng(tiny);

  it("names the file that is no PNG, cut short or of another type", () => {
    expect(() => decodePng(Buffer.from("GIF89a"), "a.gif")).toThrow("a.gif: cannot be read: not a PNG file");
    expect(() => decodePng(file.subarray(0, -1), "cut.png")).toThrow(
      "cut.png: cannot be read: broken PNG chunk"
    );
    expect(() => decodePng(file.subarray(0, 33), "head.png")).toThrow("broken PNG chunk");
  });

  it.each(brokenPngs(2 ** 26))("refuses a file with $what", ({file: broken, says}) => {
    expect(() => decodePng(broken, "broken.png")).toThrow(`broken.png: cannot be read: ${says}`);
  });

  it("does not inflate a bomb past the size that the header says", () => {
    const size = 2 ** 26;
    const {file: bomb} = brokenPngs(size).find(({what}) => what === "a bomb")!;
    const before = process.memoryUsage().arrayBuffers;
    expect(() => decodePng(bomb, "bomb.png")).toThrow("broken PNG data");
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(size / 8);
  });

  it("never takes a file in which a bit has changed", () => {
    fc.assert(
      fc.property(fc.nat(file.length * 8 - 1), (bit) => {
        const changed = Buffer.from(file);
        changed[bit >> 3]! ^= 1 << (bit & 7);
        expect(() => decodePng(changed, "flipped.png")).toThrow("flipped.png: cannot be read");
      })
    );
  });
});
