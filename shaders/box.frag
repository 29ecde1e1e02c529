// The share of a pixel that a rounded box covers, from the signed distance to its outline.
in vec2 local;
flat in vec2 core;
flat in vec2 edges;
flat in vec4 fill_color;
flat in vec4 border_color;

out vec4 color; // premultiplied

void main()
{
    vec2 q = abs(local) - core;
    float distance = length(max(q, 0.0)) + min(max(q.x, q.y), 0.0);
    vec2 cover = clamp(edges - distance, 0.0, 1.0); // outline, inside of the border
    color = fill_color * cover.y + border_color * (cover.x - cover.y);
}
