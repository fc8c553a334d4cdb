import DOMPurify from "dompurify";
import { get, set } from "idb-keyval";
import { h, render } from "preact";
import { useEffect, useState } from "preact/hooks";

const STYLES = [
  { id: "preview", label: "Preview" },
  { id: "photo", label: "Photo" },
  { id: "sketch", label: "From a sketch" },
];

async function draw(form) {
  const reply = await fetch("/api/pictures", {
    method: "POST",
    headers: { Accept: "application/json" },
    body: new FormData(form),
  });
  if (!reply.ok) throw new Error(`The studio answered ${reply.status}`);
  return reply.json();
}

function Terms() {
  const [html, setHtml] = useState("");
  useEffect(() => {
    fetch("/api/terms")
      .then((reply) => reply.json())
      .then((terms) => setHtml(DOMPurify.sanitize(terms.html)));
  }, []);
  return h("details", null, h("summary", null, "Terms"), h("div", { dangerouslySetInnerHTML: { __html: html } }));
}

function Studio() {
  const [picture, setPicture] = useState(null);
  const [error, setError] = useState("");
  const [prompt, setPrompt] = useState("");
  useEffect(() => {
    get("prompt").then((last) => setPrompt(last ?? ""));
  }, []);
  const submit = (event) => {
    event.preventDefault();
    set("prompt", prompt);
    draw(event.target)
      .then((drawn) => (setPicture(drawn), setError("")))
      .catch((reason) => setError(reason.message));
  };
  return h(
    "main",
    null,
    h(
      "form",
      { onSubmit: submit },
      h("input", {
        name: "prompt",
        placeholder: "a red kettle on a wooden table",
        value: prompt,
        onInput: (event) => setPrompt(event.target.value),
        required: true,
      }),
      h("select", { name: "style" }, STYLES.map((style) => h("option", { value: style.id }, style.label))),
      h("input", { name: "drawing", type: "file", accept: "image/png,image/jpeg" }),
      h("button", null, "Draw"),
    ),
    error && h("p", { role: "alert" }, error),
    picture && h("img", { src: picture.url, alt: picture.caption }),
    picture && h("a", { href: picture.url, download: "picture.png" }, "Save"),
    h(Terms),
  );
}

render(h(Studio), document.getElementById("studio"));
