// A picture on whole pixels.
uniform vec4 place; // left, top, right, bottom; -1..1, y up
uniform sampler2D picture; // premultiplied, top row first

out vec2 texel;

void main()
{
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    gl_Position = vec4(mix(place.xy, place.zw, corner), 0.0, 1.0);
    texel = corner * vec2(textureSize(picture, 0));
}
