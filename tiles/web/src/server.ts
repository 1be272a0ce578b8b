/** Asks the server, and turns every refusal into a problem a person can read. */

export class Problem extends Error {
  readonly status: number;
  readonly title: string;
  readonly detail: string;

  /** A `status` of 0 means that no answer came at all. */
  constructor(status: number, title = "", detail = "") {
    super(`${status} ${title}`);
    this.status = status;
    this.title = title;
    this.detail = detail;
  }
}

/** GETs JSON; throws a Problem for a refusal (RFC 9457) or a silent server, AbortError when aborted. */
export async function ask<T>(path: string, asked: Record<string, string>, signal?: AbortSignal): Promise<T> {
  const url = new URL(path, location.href);
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  let answer: Response;
  try {
    answer = await fetch(url, {
      headers: { Accept: "application/geo+json, application/json" },
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (isAbort(error)) throw error;
    throw new Problem(0);
  }
  if (!answer.ok) throw await readProblem(answer);
  return (await answer.json()) as T;
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem(-1, "", error instanceof Error ? error.message : String(error));
}

async function readProblem(answer: Response): Promise<Problem> {
  const said = answer.headers.get("Content-Type")?.includes("json")
    ? ((await answer.json().catch(() => ({}))) as { title?: string; detail?: string })
    : {};
  return new Problem(answer.status, said.title, said.detail);
}
