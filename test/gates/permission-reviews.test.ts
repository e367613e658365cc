// How long a permission may go unreviewed: from the grant, the first release or the last review, whoever wrote a later day.

import { beforeAll, describe, expect, it } from "vitest";
import { fillTemplate } from "../../src/document/edit.ts";
import { type PermissionReview, permissionReviews } from "../../src/gates/permission-reviews.ts";
import { manifestsOf } from "../../src/model/manifests.ts";
import { readModel } from "../../src/model/model.ts";
import { edited } from "../support/landings.ts";
import { type Files, memorySnapshot } from "../support/memory.ts";
import { signedOff } from "../support/releases.ts";
import { reviewed } from "../support/reviews.ts";
import { sample, template } from "../support/world.ts";

const integration = "acme/score-insights";
const manifest = "partners/acme/integrations/score-insights/manifest.yaml";
const task = ["permission-review"];

let files: Files;
let released: Files;
beforeAll(async () => {
  files = await sample();
  const release = fillTemplate(template("release"), { "/spec/released": "2027-03-31" });
  const asked = { ...files, "partners/acme/integrations/score-insights/releases/1.0.0/release.yaml": release };
  released = await signedOff(asked, "acme/score-insights/1.0.0");
});

async function reviewOf(over: Files, day: string): Promise<PermissionReview | undefined> {
  const model = await readModel(memorySnapshot(over));
  return manifestsOf(model).flatMap(permissionReviews(model, day))[0];
}

const put = (over: Files, day: string): Files => edited(over, manifest, { "/spec/permissions/0/reviewBy": day });

/** A permission review of something, held on a day. */
const held = (over: Files, number: number, day: string, subject = integration, next?: string): Files =>
  reviewed(over, number, task, { subject, type: "permission", held: day, ...(next !== undefined && { next }) });

describe("the limit", () => {
  it("is a cadence after the grant, and after the first release where that is later", async () => {
    expect((await reviewOf(files, "2026-11-21"))?.limit?.on).toBe("2027-02-21");
    expect((await reviewOf(released, "2027-03-30"))?.limit?.on).toBe("2027-02-21");
    expect((await reviewOf(released, "2027-03-31"))?.limit?.on).toBe("2027-06-30");
  });

  it("is a cadence after the last review, of the integration or of its partner", async () => {
    const own = held(files, 1, "2027-02-10");
    expect(await reviewOf(own, "2027-02-10")).toMatchObject({ limit: { on: "2027-05-10" }, inUse: true });
    expect((await reviewOf(own, "2027-02-09"))?.limit?.on).toBe("2027-02-21");
    expect((await reviewOf(held(own, 2, "2027-04-01", "acme"), "2027-04-01"))?.limit?.on).toBe("2027-07-01");
    expect((await reviewOf(held(own, 2, "2027-04-01", "borealis"), "2027-04-01"))?.limit?.on).toBe("2027-05-10");
  });

  it("is the day that the review names where that is sooner, and never a later one", async () => {
    expect((await reviewOf(held(files, 1, "2027-02-10", integration, "2027-03-01"), "2027-02-10"))?.limit?.on).toBe(
      "2027-03-01",
    );
    expect((await reviewOf(held(files, 1, "2027-02-10", integration, "2030-03-01"), "2027-02-10"))?.limit?.on).toBe(
      "2027-05-10",
    );
  });

  it("knows no review from before the grant, and none that answers something else", async () => {
    expect((await reviewOf(held(files, 1, "2026-11-20"), "2026-11-21"))?.last).toBeNull();
    const other = reviewed(files, 1, ["workflow-review"], {
      subject: integration,
      type: "workflow",
      held: "2027-01-01",
    });
    expect((await reviewOf(other, "2027-02-01"))?.last).toBeNull();
  });
});

describe("it is due", () => {
  it("on the day of the manifest until the first review, and then by that", async () => {
    expect((await reviewOf(files, "2026-11-21"))?.due).toBe("2027-02-20");
    expect((await reviewOf(held(files, 1, "2027-02-10"), "2027-02-09"))?.due).toBe("2027-02-20");
    expect((await reviewOf(held(files, 1, "2027-02-10"), "2027-02-10"))?.due).toBe("2027-05-10");
    expect((await reviewOf(held(files, 1, "2027-02-20"), "2027-02-20"))?.due).toBe("2027-05-20");
  });

  it("on the limit where the manifest names a later day and it is in use", async () => {
    expect((await reviewOf(put(released, "2035-01-01"), "2027-04-01"))?.due).toBe("2027-06-30");
    expect((await reviewOf(put(held(files, 1, "2027-02-10"), "2035-01-01"), "2027-02-10"))?.due).toBe("2027-05-10");
    expect((await reviewOf(put(files, "2035-01-01"), "2027-02-10"))?.due).toBe("2035-01-01");
  });

  it("and was left out for long a further cadence later, once it is in use", async () => {
    const late = async (over: Files, day: string) => (await reviewOf(over, day))?.longLate;
    expect(await late(put(released, "2027-06-30"), "2027-09-30")).toBe(false);
    expect(await late(put(released, "2027-06-30"), "2027-10-01")).toBe(true);
    expect(await late(files, "2030-01-01")).toBe(false);
  });
});
