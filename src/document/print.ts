// Data to YAML, always the same bytes for the same data: how statements and decisions are written.

import { Document, isScalar, visit } from "yaml";
import { printing, styleText } from "./style.ts";

/**
 * YAML text of plain data: keys in the order given, no anchors, no folding, quotes only where they are needed.
 * Reading it back gives equal data.
 */
export function printDocument(value: unknown): string {
  const document = new Document(value, { version: "1.2", schema: "core", aliasDuplicateObjects: false });
  visit(document, {
    Scalar(place, scalar) {
      styleText(scalar, Infinity);
      // Unquoted, readers of YAML 1.1 take it for a merge.
      if (place === "key" && scalar.value === "<<") scalar.type = "QUOTE_DOUBLE";
    },
    Collection(_, collection) {
      const short = collection.items.length > 0 && collection.items.length <= 4;
      if (collection.items.length === 0 || (short && "items" in collection && collection.items.every(isShort)))
        collection.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, ...printing });
}

function isShort(item: unknown): boolean {
  return isScalar(item) && String(item.value).length <= 40 && !String(item.value).includes("\n");
}
